package dev.sonde.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// What goes wrong with files, for people.
final class Troubles {
  private Troubles() {}

  static String words(IOException trouble) {
    String told = String.valueOf(trouble.getMessage());
    return switch (trouble) {
      case NoSuchFileException gone when gone.getReason() == null ->
          told + ": there is no such file";
      case AccessDeniedException denied when denied.getReason() == null ->
          told + ": this user may not; use the one that Sonde runs as";
      case FileAlreadyExistsException there when there.getReason() == null ->
          told + " is there already";
      default -> told.contains("SQLITE_FULL") ? told + "; make room and try again" : told;
    };
  }
}
