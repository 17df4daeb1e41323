package dev.sonde.collectors.container.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/// Words for who may not open a socket.
final class Permission {
  private static final String ROOT = "root";

  private Permission() {}

  static String words(Path socket) {
    String what = socket + " may not be opened by this user; ";
    try {
      var attributes = Files.readAttributes(socket, PosixFileAttributes.class);
      String group = attributes.group().getName();
      if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
        if (group.equals(ROOT)) {
          return what
              + "only root may; give it a group of its own (for Docker: groupadd docker, and start it"
              + " again), and add this user to that";
        }
        return what
            + "its group "
            + group
            + " may: add this user to it (usermod -aG "
            + group
            + " USER) and start Sonde again";
      }
      return what + "only its owner " + attributes.owner().getName() + " may";
    } catch (IOException | UnsupportedOperationException _) {
      return what + "run Sonde as a user who may";
    }
  }
}
