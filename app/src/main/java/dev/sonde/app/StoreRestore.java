package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.Rewinding;
import dev.sonde.stores.embedded.Restoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// `sonde store restore`
///
/// # Implementation notes
///
/// The cursor goes back before the backup is put in place: were there an end in between, the store
/// that is there still would say that it has it all, and nothing would come twice.
record StoreRestore(Shell shell, Time time, Path folder, Path journal) {
  int run(StoreOptions options) throws IOException, InterruptedException {
    Path backup = shell.directory().resolve(options.operand().orElseThrow());
    if (!Files.isDirectory(journal)) {
      return restore(backup, options, Optional.empty());
    }
    LocalDisk disk = LocalDisk.open(journal);
    if (!JournalFolder.isIn(disk)) {
      return restore(backup, options, Optional.empty());
    }
    try (var held = Rewinding.begin(disk, new AtomicInteger()::getAndIncrement)) {
      return restore(backup, options, Optional.of(held));
    } catch (FolderTakenException taken) {
      throw new IOException(taken.getMessage() + "; stop Sonde first", taken);
    }
  }

  private int restore(Path backup, StoreOptions options, Optional<Rewinding> held)
      throws IOException, InterruptedException {
    try (var _ = new Unfinished(Restoring.unfinished(folder));
        var progress = new CopyProgress(shell.err(), time, Terminal.isOne());
        var restoring = Restoring.of(backup, folder, progress)) {
      Optional<Rewinding.Rewound> rewound =
          held.isPresent()
              ? Optional.of(held.get().rewind(StoreConfig.NAME, restoring::upTo))
              : Optional.empty();
      Optional<Path> replaced = restoring.commit(time);
      progress.clear();
      shell.out().println("restored " + folder.resolve("history.db") + " from " + backup);
      tell(shell, restoring.damaged());
      rewound.ifPresent(this::tell);
      if (replaced.isPresent()) {
        replaced(replaced.get(), options.has("discard"));
      }
    }
    return ExitCode.OK;
  }

  private void replaced(Path file, boolean discard) throws IOException {
    if (discard) {
      Restoring.discard(file);
      shell.out().println("what was there before is deleted");
    } else {
      shell.out().println("what was there before is now " + file + "; delete it when you like");
    }
  }

  private void tell(Rewinding.Rewound rewound) {
    if (rewound.again() > 0) {
      shell
          .out()
          .println(
              rewound.again()
                  + " samples that came after the backup are still in the journal: Sonde stores"
                  + " them again when it starts");
    }
    if (rewound.gone() > 0) {
      shell
          .out()
          .println(
              rewound.gone()
                  + " samples that came after the backup are in the journal no more: they are"
                  + " counted as dropped");
    }
  }

  /// Rows that cost themselves alone.
  static void tell(Shell shell, long damaged) {
    if (damaged > 0) {
      shell
          .err()
          .println(
              "sonde: "
                  + damaged
                  + (damaged == 1 ? " row of it is" : " rows of it are")
                  + " damaged, and left out by queries; the rest is whole");
    }
  }
}
