package dev.sonde.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Node's programs, with packages that npm brings.
final class Node {
  private static final Path FOLDER = Path.of("target/node").toAbsolutePath();

  private Node() {}

  /// Fetches a package once; without it the tests of it are skipped, or fail where all is wanted.
  ///
  /// @param what name and version: `ws@8.23.0`
  static void need(String what) throws IOException, InterruptedException {
    Path here = FOLDER.resolve("node_modules").resolve(what.substring(0, what.indexOf('@')));
    if (!Files.isDirectory(here)) {
      Files.createDirectories(FOLDER);
      var said =
          said("npm", "install", "--no-audit", "--no-fund", "--prefix", FOLDER.toString(), what);
      if (!Files.isDirectory(here)) {
        Peers.absent("npm can't bring " + what + ": " + said);
      }
    }
  }

  /// Starts a script of the tests.
  static Process run(String script, String... arguments) throws IOException {
    Path copy = FOLDER.resolve(script);
    Files.writeString(copy, Files.readString(Path.of("src/test/resources/node", script)));
    var command = new ArrayList<>(List.of("node", copy.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String said(String... command) throws IOException, InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said.strip();
    } catch (IOException missing) {
      return String.valueOf(missing.getMessage());
    }
  }
}
