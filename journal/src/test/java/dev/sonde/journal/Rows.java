package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Extra;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a batch holds, to compare: value by its bits, series by what it says.
record Rows(List<Row> rows) {
  record Row(String series, long time, long bits, List<Extra> extras) {}

  static Rows of(Batch batch) {
    return of(batch, 0, batch.size());
  }

  static Rows of(Batch batch, int from, int to) {
    return new Rows(IntStream.range(from, to).mapToObj(row -> row(batch, row)).toList());
  }

  static Batch decode(Payload samples, Dictionary dictionary) throws DamagedException {
    var decoder = new SampleDecoder();
    decoder.open(samples.bytes(), 0, samples.size());
    var into = new Batch();
    decoder.decode(0, decoder.count(), dictionary, into);
    return into;
  }

  static byte[] copy(Payload payload) {
    return Arrays.copyOf(payload.bytes(), payload.size());
  }

  private static Row row(Batch batch, int row) {
    Series series = batch.series(row);
    long bits = Double.doubleToRawLongBits(batch.value(row));
    return new Row(series.toString(), batch.time(row), bits, extras(batch, row));
  }

  static List<Extra> extras(Batch batch, int row) {
    return IntStream.range(batch.firstExtra(row), batch.firstExtra(row + 1))
        .mapToObj(batch::extra)
        .toList();
  }
}
