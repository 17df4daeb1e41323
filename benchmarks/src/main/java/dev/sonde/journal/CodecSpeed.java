package dev.sonde.journal;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.DamagedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// What the journal's bytes cost: bytes, time and garbage per sample. Arguments are pages in
/// Prometheus' text format, one after another of one target; without any, pages like an
/// application's are made up.
public final class CodecSpeed {
  private static final int TARGETS = 500;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 700_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicInteger indexes = new AtomicInteger();
  private final SegmentEncoder encoder = new SegmentEncoder(indexes::getAndIncrement);
  private final SampleDecoder decoder = new SampleDecoder();
  private final List<Batch> pages;
  private final List<byte[]> payloads = new ArrayList<>();
  private final Batch into = new Batch();

  private CodecSpeed(List<Batch> pages) {
    this.pages = pages;
  }

  /// Prints one table.
  public static void main(String[] files) throws IOException {
    if (files.length > 0) {
      new CodecSpeed(read(files)).run();
      return;
    }
    new CodecSpeed(new MadeUpPages(0).list(3_600, 20)).run();
    new CodecSpeed(manyTargets()).run();
  }

  private static List<Batch> manyTargets() {
    var pages = new ArrayList<Batch>();
    for (int target = 0; target < TARGETS; target++) {
      pages.addAll(new MadeUpPages(target).list(60, 1));
    }
    return pages;
  }

  private void run() throws IOException {
    sizes();
    measure("encode", this::encodeAll);
    measure("decode", this::decodeAll);
    measure("define", this::defineAll);
  }

  private void sizes() {
    long samples = 0;
    long bytes = 0;
    for (Batch page : pages) {
      encoder.encode(page, Origin.OWN);
      payloads.add(Arrays.copyOf(encoder.samples().bytes(), encoder.samples().size()));
      samples += page.size();
      bytes += encoder.samples().size();
    }
    System.out.printf(
        "%d pages of %d samples, %d series%n",
        pages.size(), pages.getFirst().size(), encoder.dictionary().size());
    System.out.printf("samples     %6.2f B per sample%n", (double) bytes / samples);
    System.out.printf(
        "definitions %6.2f B per series%n",
        (double) encoder.definitionBytes() / encoder.dictionary().size());
  }

  private void measure(String what, LongSupplier pass) {
    var nanos = new ArrayList<Double>();
    double garbage = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long samples = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < ROUND_NANOS) {
        samples += pass.getAsLong();
      }
      nanos.add((System.nanoTime() - start) / (double) samples);
      garbage = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) samples;
    }
    Collections.sort(nanos);
    System.out.printf(
        "%-11s %6.1f ns, %.3f B allocated per sample%n", what, nanos.get(ROUNDS / 2), garbage);
  }

  private long encodeAll() {
    long samples = 0;
    for (Batch page : pages) {
      encoder.encode(page, Origin.OWN);
      samples += page.size();
    }
    return samples;
  }

  private long decodeAll() {
    try {
      long samples = 0;
      for (byte[] payload : payloads) {
        into.clear();
        decoder.open(payload, 0, payload.length);
        decoder.decode(0, decoder.count(), encoder.dictionary(), into);
        samples += into.size();
      }
      return samples;
    } catch (DamagedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long defineAll() {
    encoder.begin();
    encoder.encode(pages.getFirst(), Origin.OWN);
    try {
      var dictionary = new Dictionary(indexes::getAndIncrement);
      var definitions = encoder.definitions();
      dictionary.define(definitions.bytes(), 0, definitions.size());
      return dictionary.size();
    } catch (DamagedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Batch> read(String[] files) throws IOException {
    Map<String, Series> known = new HashMap<>();
    var pages = new ArrayList<Batch>();
    for (String file : files) {
      var batch = new Batch();
      for (String line : Files.readAllLines(Path.of(file))) {
        if (!line.startsWith("#")) {
          int space = line.lastIndexOf(' ');
          var series = known.computeIfAbsent(line.substring(0, space), text -> series(text, known));
          batch.add(series, 1_790_000_000_000L + 5_000L * pages.size(), number(line, space));
        }
      }
      pages.add(batch);
    }
    return pages;
  }

  private static double number(String line, int space) {
    String text = line.substring(space + 1);
    return Double.parseDouble(text.replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
  }

  private static Series series(String text, Map<String, Series> known) {
    int brace = text.indexOf('{');
    if (brace < 0) {
      return new Series(text, Labels.NONE, known.size());
    }
    var labels = new ArrayList<String>();
    for (String part : text.substring(brace + 1, text.length() - 1).split("\",?", -1)) {
      if (!part.isEmpty()) {
        labels.add(part.endsWith("=") ? part.substring(0, part.length() - 1) : part);
      }
    }
    if (labels.size() % 2 == 1) {
      labels.add("");
    }
    return new Series(
        text.substring(0, brace), Labels.of(labels.toArray(String[]::new)), known.size());
  }
}
