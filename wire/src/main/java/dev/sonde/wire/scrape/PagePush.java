package dev.sonde.wire.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Reads pages that are pushed, of whomever: each stands for itself, so every series is asked for.
/// It holds room for its work, so keep it and lend it; it belongs to one thread at a time.
public final class PagePush {
  private final PageReader reader;
  private final PageMemory memory = new PageMemory();
  private final SeriesKey key = new SeriesKey();

  /// @param seed of hashes, random, as what is pushed must not meet
  public PagePush(long seed, PageLimits limits) {
    this.reader = new PageReader(seed, limits);
  }

  /// What became of a page.
  ///
  /// @param page what was on it
  /// @param accepted samples that the push has taken
  /// @param keptOut samples that it did not take: a limit, a processor, their time
  public record Report(PageSummary page, int accepted, int keptOut) {}

  /// Reads a page to a push, which is not committed.
  ///
  /// @param page not kept, not changed
  /// @param length how many bytes of it count
  /// @param labels what all samples get, whatever they say themselves
  /// @param natives how histograms are wanted that have native buckets
  /// @param series is told the name and labels of each sample
  /// @throws PageException when it can't be read as a whole: then nothing of the push should count
  public Report read(
      byte[] page,
      int length,
      PageFormat format,
      Labels labels,
      PageSink.Natives natives,
      BiConsumer<String, Labels> series,
      Push push)
      throws PageException {
    memory.forget();
    var sink = new Sink(push, labels, natives, series);
    PageSummary summary = reader.read(page, length, format, memory, sink);
    if (summary.malformed() > 0) {
      push.refuse("malformed", summary.malformed());
    }
    return new Report(summary, sink.accepted, sink.keptOut);
  }

  private final class Sink implements PageSink {
    private final Push push;
    private final Labels labels;
    private final Natives natives;
    private final BiConsumer<String, Labels> series;
    private long lastMillis;
    private int accepted;
    private int keptOut;

    Sink(Push push, Labels labels, Natives natives, BiConsumer<String, Labels> series) {
      this.push = push;
      this.labels = labels;
      this.natives = natives;
      this.series = series;
    }

    @Override
    public void again(int place, double value, long timeMillis) {
      throw new IllegalStateException("nothing is remembered of a page before");
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      throw new IllegalStateException("nothing is remembered of a page before");
    }

    @Override
    public void define(int place, Family family, Labels own, double value, long timeMillis) {
      key.clear();
      key.name(family.name());
      Labels all = own.with(labels);
      all.forEachUtf8(key::label);
      series.accept(family.name(), all);
      Function<String, Family> about = _ -> family;
      lastMillis = timeMillis == UNTIMED ? push.time() : timeMillis;
      boolean taken = push.record(push.slot(key, about), value, lastMillis);
      accepted += taken ? 1 : 0;
      keptOut += taken ? 0 : 1;
    }

    @Override
    public void attach(Extra extra) {
      push.attach(
          extra instanceof Exemplar exemplar && exemplar.timeMillis() == UNTIMED
              ? new Exemplar(exemplar.labels(), exemplar.value(), lastMillis)
              : extra);
    }

    @Override
    public Natives natives() {
      return natives;
    }
  }
}
