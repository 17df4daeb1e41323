package dev.sonde.app;

import dev.sonde.app.query.Answers;
import dev.sonde.http.Address;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where the Sonde is that a command asks: as `--url` says, or where this configuration makes one
/// listen. And the words when it can't be asked.
final class Whereabouts {
  private static final int UNAUTHORIZED = 401;

  /// Asks it.
  @FunctionalInterface
  interface Errand {
    /// @param base what stands before a path
    /// @return an exit code
    int run(String base) throws InterruptedException;
  }

  private final Shell shell;

  Whereabouts(Shell shell) {
    this.shell = shell;
  }

  /// @param path that will be asked there
  /// @return an exit code
  int ask(Arguments arguments, String path, Errand errand)
      throws UsageException, InterruptedException {
    Optional<String> url = arguments.query().said("url");
    if (url.isPresent()) {
      return errand.run(base(url.get(), path));
    }
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    List<Address> listen = loaded.config().server().listen();
    if (listen.isEmpty()) {
      return failed("server.listen is empty: this Sonde listens nowhere; say which: --url URL");
    }
    Address nearest =
        listen.stream().filter(Address::isLoopback).findFirst().orElse(listen.getFirst());
    String base;
    try {
      base = Here.url(nearest);
    } catch (IOException unknown) {
      return failed(String.valueOf(unknown.getMessage()));
    }
    return errand.run(base);
  }

  /// A key is about to go there.
  void warn(String base, String path, Optional<String> key) {
    if (key.isPresent() && QueryKey.isOpen(Url.parse(base + path))) {
      shell.err().println("sonde: the key goes to " + base + " unencrypted; use https there");
    }
  }

  private static String base(String url, String path) throws UsageException {
    String plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    boolean whole = plain.startsWith("http://") || plain.startsWith("https://");
    String full = whole ? plain : "http://" + plain;
    String base = full.startsWith("http://unix:") && !full.endsWith(":") ? full + ":" : full;
    try {
      Url.parse(base + path);
      return base;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--url " + url + " " + wrong.getMessage());
    }
  }

  int unreached(String base, IOException why) {
    String told = String.valueOf(why.getMessage());
    return failed(
        told.contains("efused") || told.contains("No such file")
            ? "no Sonde answers at " + base + "; start one with sonde run, or say where: --url URL"
            : told);
  }

  int refused(Reply reply) {
    String why = Answers.error(reply.status(), reply.body());
    return failed(
        reply.status() == UNAUTHORIZED
            ? why
                + ": --key-file FILE shows one (sonde keys add NAME --role read makes it there), or"
                + " ask at 127.0.0.1 or a Unix socket"
            : why);
  }

  int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
