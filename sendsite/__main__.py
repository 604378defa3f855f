"""`python -m sendsite` is `sendsite`."""

from sendsite.cli import main

if __name__ == "__main__":
    main()
