package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import dev.sonde.it.journal.Arrivals.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Remote write 1.0: a protobuf message in a snappy block.
final class RemoteWrite {
  private static final int TIMESERIES = 1;
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int NAME = 1;
  private static final int LABEL_VALUE = 2;
  private static final int VALUE = 1;
  private static final int TIMESTAMP = 2;
  private static final String WORKER = "worker";

  private RemoteWrite() {}

  static byte[] encode(Push push) {
    var request = new ProtobufWriter();
    for (long id = push.from(); id < push.to(); id++) {
      var series = new ProtobufWriter();
      series.message(LABELS, label("__name__", "oracle_sample"));
      series.message(LABELS, label("slot", Long.toString(id % push.size())));
      series.message(LABELS, label(WORKER, Integer.toString(push.worker())));
      var sample = new ProtobufWriter().fixed64(VALUE, id).number(TIMESTAMP, push.millis());
      request.message(TIMESERIES, series.message(SAMPLES, sample));
    }
    return Snappy.pack(request.bytes());
  }

  static byte[] encode(Batch batch) {
    var request = new ProtobufWriter();
    for (int row = 0; row < batch.size(); row++) {
      var labels = batch.series(row).labels().with("__name__", batch.series(row).name());
      var series = new ProtobufWriter();
      labels.forEach((name, value) -> series.message(LABELS, label(name, value)));
      var sample = new ProtobufWriter().fixed64(VALUE, batch.value(row));
      request.message(
          TIMESERIES, series.message(SAMPLES, sample.number(TIMESTAMP, batch.time(row))));
    }
    return Snappy.pack(request.bytes());
  }

  private static ProtobufWriter label(String name, String value) {
    return new ProtobufWriter().text(NAME, name).text(LABEL_VALUE, value);
  }

  /// @throws IOException when it is not a whole request
  static List<Sample> decode(byte[] body) throws IOException {
    var plain = Snappy.unpack(body);
    var samples = new ArrayList<Sample>();
    var request = new ProtobufReader(plain, 0, plain.length);
    for (int field = request.field(); field != 0; field = request.field()) {
      if (field == TIMESERIES) {
        series(request.message(), samples);
      } else {
        request.pass();
      }
    }
    return samples;
  }

  private static void series(ProtobufReader series, List<Sample> into) throws IOException {
    int worker = -1;
    for (int field = series.field(); field != 0; field = series.field()) {
      switch (field) {
        case LABELS -> worker = Math.max(worker, worker(series.message()));
        case SAMPLES -> into.add(new Sample(worker, id(series.message())));
        default -> series.pass();
      }
    }
    if (worker < 0) {
      throw new IOException("samples of a series that was never pushed");
    }
  }

  private static int worker(ProtobufReader label) throws IOException {
    var name = "";
    var value = "";
    for (int field = label.field(); field != 0; field = label.field()) {
      switch (field) {
        case NAME -> name = label.text();
        case LABEL_VALUE -> value = label.text();
        default -> label.pass();
      }
    }
    return name.equals(WORKER) ? Integer.parseInt(value) : -1;
  }

  private static long id(ProtobufReader sample) throws IOException {
    long id = 0;
    for (int field = sample.field(); field != 0; field = sample.field()) {
      if (field == VALUE) {
        id = (long) sample.fixed64();
      } else {
        sample.pass();
      }
    }
    return id;
  }
}
