package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// NVIDIA's GPUs by the program `nvidia-smi`, where the library can't be used.
final class SmiSource implements Source {
  private static final String NONE = "No devices were found";

  private final SmiProgram program;
  private SmiQuery query = SmiQuery.FULL;
  private boolean plain;
  private volatile List<Gpu> gpus = List.of();

  SmiSource(Path path) {
    this.program = new SmiProgram(path);
  }

  @Override
  public String name() {
    return "nvidia";
  }

  @Override
  public boolean isPresent() {
    return true;
  }

  @Override
  public List<Gpu> gpus() {
    return gpus;
  }

  @Override
  public void refresh() throws IOException {
    try {
      String printed = ask();
      List<SmiRow> rows = query.rows(printed);
      if (rows.isEmpty() && !printed.contains(NONE)) {
        throw new IOException("nvidia-smi printed nothing about any GPU");
      }
      gpus = matched(rows);
    } catch (IOException e) {
      gpus.forEach(Gpu::lose);
      throw e;
    }
  }

  @Override
  public void giveUp() {
    program.end();
  }

  private String ask() throws IOException {
    SmiProgram.Said said = program.run(query.arguments());
    if (!said.understood() && !plain) {
      plain = true;
      query = SmiQuery.PLAIN;
      said = program.run(query.arguments());
    }
    if (!said.understood()) {
      throw new IOException("nvidia-smi does not understand what it is asked");
    }
    return said.printed();
  }

  /// Those it had, where they are the same; their series are known.
  private List<Gpu> matched(List<SmiRow> rows) {
    List<Gpu> before = gpus;
    var now = new ArrayList<Gpu>();
    for (SmiRow row : rows) {
      int place = now.size();
      Identity told = row.identity();
      boolean known = place < before.size();
      Identity identity = known ? told.orAs(before.get(place).identity) : told;
      Gpu gpu =
          known && before.get(place).identity.equals(identity)
              ? before.get(place)
              : new Gpu(identity);
      row.fill(gpu);
      now.add(gpu);
    }
    return List.copyOf(now);
  }
}
