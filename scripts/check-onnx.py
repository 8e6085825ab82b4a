"""Checks ONNX files with the reference checker: python3 scripts/check-onnx.py FILE...

Needs the onnx package (Debian: python3-onnx). Prints one line for each file that breaks the standard and exits
with 1, or with 0 if all keep it.
"""

import sys

import onnx


def main(files: list[str]) -> int:
    faults = 0
    for file in files:
        try:
            onnx.checker.check_model(onnx.load(file), full_check=True)
        except Exception as fault:  # the checker and the loader raise several kinds
            faults += 1
            print(f"{file}: {' '.join(str(fault).split())}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: check-onnx.py FILE...")
    sys.exit(main(sys.argv[1:]))
