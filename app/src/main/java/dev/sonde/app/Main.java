package dev.sonde.app;

import dev.sonde.api.Time;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Where the program begins, and the only place where it ends.
public final class Main {
  private Main() {}

  /// Does what the command line says and exits with its code.
  public static void main(String[] words) {
    var output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out =
        new PrintStream(new BufferedOutputStream(output, 1 << 13), false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Shell shell =
        new Shell(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            out,
            err,
            () -> Runtime.getRuntime().halt(ExitCode.FAILED));
    int code = new CommandLine(shell, Time.SYSTEM).execute(List.of(words));
    if (out.checkError() && !output.isLeft() && code == ExitCode.OK) {
      err.println("sonde: what was asked for could not be written to standard output");
      code = ExitCode.FAILED;
    }
    err.flush();
    System.exit(code);
  }
}
