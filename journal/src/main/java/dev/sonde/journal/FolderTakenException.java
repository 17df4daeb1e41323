package dev.sonde.journal;

import java.io.IOException;

/// Another process has the folder.
public final class FolderTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  FolderTakenException(String message) {
    super(message);
  }
}
