package dev.sonde.app;

import dev.sonde.api.Encoded;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.file.FileConfig;
import dev.sonde.shippers.file.FileShipperFactory;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

/// `sonde journal export`: samples as the shipper `file` would write them.
record JournalExport(Shell shell, Span span) {
  private static final String CSV_HEADER = "timestamp,name,labels,value";

  int run(JournalFolder folder, String word)
      throws UsageException, IOException, InterruptedException {
    FileConfig.Format format = format(word);
    if (format == FileConfig.Format.CSV) {
      shell.out().println(CSV_HEADER);
    }
    var surroundings = new Surroundings(shell.environment(), new BlockingCalls());
    var stretches = new Stretches(span, CourierPlan.EVERYTHING, new UUID(0, 0), 0);
    try (Shipper lines =
        new FileShipperFactory(LocalDisk::open)
            .create(new FileConfig("export", format, 0, 1), surroundings)) {
      stretches.read(folder, shipment -> print(lines.encode(shipment)));
    }
    return ExitCode.OK;
  }

  /// False once nobody reads any more, as behind `| head`.
  private boolean print(Encoded lines) {
    var body = lines.body();
    shell.out().write(body.array(), body.arrayOffset() + body.position(), body.remaining());
    return !shell.out().checkError();
  }

  private static FileConfig.Format format(String word) throws UsageException {
    try {
      return FileConfig.Format.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new UsageException("\"" + word + "\" is no format; there are json, csv, prometheus");
    }
  }
}
