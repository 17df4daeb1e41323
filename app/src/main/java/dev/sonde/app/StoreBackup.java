package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.stores.embedded.StoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `sonde store backup`
record StoreBackup(Shell shell, Time time) {
  int run(StoreFile from, StoreOptions options) throws IOException, InterruptedException {
    Path file = shell.directory().resolve(options.operand().orElseThrow());
    if (Files.exists(file) && Files.isSameFile(file, from.path())) {
      throw new IOException(file + " is the store itself; name another file");
    }
    Destination to = Destination.of(file, options.has("force"));
    long damaged;
    try (var _ = Unfinished.of(to.part());
        var progress = new CopyProgress(shell.err(), time, Terminal.isOne())) {
      to.begin();
      damaged = from.copyTo(to.part(), progress);
      to.finish();
    }
    shell.out().println(file + ": " + Words.bytes(Files.size(file)) + ", checked, sound");
    StoreRestore.tell(shell, damaged);
    return ExitCode.OK;
  }
}
