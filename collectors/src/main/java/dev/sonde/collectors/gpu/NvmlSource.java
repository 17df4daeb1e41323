package dev.sonde.collectors.gpu;

import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// NVIDIA's GPUs by the driver's library.
///
/// # Implementation notes
///
/// A GPU that is lost, or a driver that was loaded anew, is found only by a library that begins
/// anew: it is ended, unloaded (after an upgrade the file is another one) and loaded again, at once
/// the first time and then with pauses that grow. In between the GPUs that answer are read as ever.
final class NvmlSource implements Source {
  private final Path path;
  private final ProcessNames names;
  private final NvmlWishes wishes;
  private final Pause pause;
  private @Nullable NvmlSession session;
  private int ailment;
  private String problem = "";
  private volatile List<Gpu> gpus = List.of();

  NvmlSource(Path path, ProcessNames names, Time time, NvmlWishes wishes) {
    this.path = path;
    this.names = names;
    this.wishes = wishes;
    this.pause = new Pause(time);
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
    NvmlSession current = session;
    boolean fresh = current == null;
    if (fresh || ailment != NvmlCode.SUCCESS) {
      current = pause.isOver() ? anew() : current;
    }
    if (current == null) {
      throw new IOException(problem);
    }
    ailment = current.read();
    if (ailment != NvmlCode.SUCCESS && !fresh && pause.isOver()) {
      ailment = anew().read();
    }
    if (ailment != NvmlCode.SUCCESS && gpus.stream().noneMatch(gpu -> gpu.up)) {
      throw new IOException(NvmlCode.words(ailment));
    }
  }

  @Override
  public void close() {
    NvmlSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  /// Ends the session and begins another one.
  private NvmlSession anew() throws IOException {
    pause.begin();
    close();
    gpus.forEach(Gpu::lose);
    try {
      NvmlSession opened = NvmlSession.open(path, wishes, names, gpus);
      session = opened;
      gpus = opened.gpus();
      return opened;
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
      throw e;
    }
  }
}
