"""What the world may do to us, told in plain words. A bug is never one of these."""


class WorldError(Exception):
    """Something outside the program went wrong: a full disk, a locked or damaged file.

    Attributes:
        text: what happened, one sentence.
        do: what to do about it, one sentence.
    """

    def __init__(self, text: str, do: str) -> None:
        super().__init__(f"{text} {do}")
        self.text = text
        self.do = do


class MissingFileError(WorldError):
    """There is no such file."""


class NotOurFileError(WorldError):
    """The file is not one of Mitzvah Desk's."""


class NewerFileError(WorldError):
    """The file was written by a later version of the program.

    Attributes:
        needed: the version that can read it, as the file says; empty where it says none.
    """

    def __init__(self, text: str, do: str, needed: str = "") -> None:
        super().__init__(text, do)
        self.needed = needed


class DamagedFileError(WorldError):
    """The file is cut short or its inside does not hold together.

    Attributes:
        what: the parts of it that are damaged, as people call them; empty where nobody can tell.
    """

    def __init__(self, text: str, do: str, what: tuple[str, ...] = ()) -> None:
        super().__init__(text, do)
        self.what = what


class ForeignPartsError(DamagedFileError):
    """The file holds what Mitzvah Desk never makes, or lacks what it always makes."""


class KeyNeededError(WorldError):
    """The file is protected, or damaged from its beginning, and no key was given."""


class WrongPassphraseError(WorldError):
    """The passphrase or the recovery text does not fit the file, or all of the file is damaged."""


class PassphraseTooShortError(WorldError):
    """The new passphrase is too easily guessed."""


class RecoveryTextError(WorldError):
    """The recovery text was not copied rightly.

    Attributes:
        groups: the groups that are wrong, counted from one; empty where the number of groups is.
    """

    def __init__(self, text: str, do: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(text, do)
        self.groups = groups


class BackupFileError(WorldError):
    """The file is a backup, which is restored under another name rather than worked in."""


class GoneError(WorldError):
    """The file was deleted, moved or replaced while it was open."""


class InUseError(WorldError):
    """Somebody else has the file open.

    Attributes:
        holder: who, where and since when, in words; empty when that could not be read.
        elsewhere: it is another computer that says so, through a folder that is copied to both; nobody can
            tell from here whether it is still true.
    """

    def __init__(self, text: str, do: str, holder: str = "", *, elsewhere: bool = False) -> None:
        super().__init__(text, do)
        self.holder = holder
        self.elsewhere = elsewhere


class CannotWriteError(WorldError):
    """The disk is full, or the file or its folder cannot be written."""


class ReadOnlyError(WorldError):
    """The file was opened for reading only."""


class UndoConflictError(WorldError):
    """A step cannot be undone or redone, because what it touched was changed since."""
