"""Files that learners send."""

from __future__ import annotations

from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

from cnnviz.errors import CnnvizError
from pages.ui.session import keeping, state


def newest(control: str) -> UploadedFile | None:
    """Give the file that a control has just been given, for its reaction.

    Returns
    -------
    None if it was taken away, or was read before: Streamlit tells of it again when the server lets go of it.

    Raises
    ------
    CnnvizError
        If the server has let go of it before it was read.
    """
    file: UploadedFile | DeletedFile | None = state.read(control)
    if isinstance(file, DeletedFile):
        if file.file_id == keeping.kept(f"sent:{control}"):
            return None
        raise CnnvizError("This file is no longer on the server: send it again.")
    keeping.keep(f"sent:{control}", None if file is None else file.file_id)
    return file
