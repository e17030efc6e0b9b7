"""``python -m postil.cli``: the command line where no ``postil`` program is at hand."""

from postil.cli import main

if __name__ == "__main__":
    main()
