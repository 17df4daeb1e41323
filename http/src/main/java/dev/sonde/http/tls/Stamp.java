package dev.sonde.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/// How a file looked from outside, links followed: another stamp may mean other content.
record Stamp(long size, long modifiedNanos, String file) {
  private static final Stamp ABSENT = new Stamp(-1, 0, "");

  static Stamp of(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          String.valueOf(attributes.fileKey()));
    } catch (IOException _) {
      return ABSENT;
    }
  }
}
