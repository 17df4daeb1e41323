package dev.sonde.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads text from a file within a limit. Every refusal is an [IOException] whose message reads on
/// after the file's name: `is a folder`.
final class TextFile {
  private TextFile() {}

  static String read(Path file, int limit) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a folder, not a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("is not a regular file");
    }
    return text(bytes(file, limit));
  }

  private static byte[] bytes(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("is larger than " + Sizes.show(limit));
      }
      return bytes;
    } catch (NoSuchFileException _) {
      throw new IOException("does not exist");
    } catch (AccessDeniedException _) {
      throw new IOException("can't be read: permission denied");
    }
  }

  static String text(byte[] bytes) throws IOException {
    refuseOtherEncodings(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(in)
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new IOException(
          "is not UTF-8: bad byte in line " + lineOf(bytes, in.position()) + "; save it as UTF-8");
    }
  }

  private static void refuseOtherEncodings(byte[] bytes) throws IOException {
    if (bytes.length >= 2 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE) {
      throw new IOException("is UTF-16; save it as UTF-8");
    }
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        throw new IOException(
            "is not text: NUL byte in line " + lineOf(bytes, at) + "; give a YAML or JSON file");
      }
    }
  }

  private static int lineOf(byte[] bytes, int position) {
    int line = 1;
    for (int at = 0; at < position; at++) {
      if (bytes[at] == '\n') {
        line++;
      }
    }
    return line;
  }
}
