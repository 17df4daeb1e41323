package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// AMD's GPUs, by what the driver amdgpu shows in `/sys/class/drm`. Which there are is looked up
/// again every few minutes, and when one does not answer.
final class AmdSource implements Source {
  private static final Pattern CARD = Pattern.compile("card\\d{1,4}");
  private static final String VENDOR = "0x1002";
  private static final int READINGS_UNTIL_ANEW = 60;

  private final Path cards;
  private final ByteBuffer room = SysFile.room();
  private List<AmdCard> known = List.of();
  private volatile List<Gpu> gpus = List.of();
  private int readings;
  private boolean stale;

  AmdSource(Places places) {
    this.cards = places.sys().resolve("class/drm");
  }

  @Override
  public String name() {
    return "amd";
  }

  @Override
  public boolean isPresent() {
    return !devices().isEmpty();
  }

  @Override
  public List<Gpu> gpus() {
    return gpus;
  }

  @Override
  public void refresh() throws IOException {
    if (stale || readings++ % READINGS_UNTIL_ANEW == 0) {
      find();
    }
    stale = false;
    for (AmdCard each : known) {
      stale |= !each.read();
    }
    if (stale && gpus.stream().noneMatch(gpu -> gpu.up)) {
      throw new IOException("no file of any GPU of AMD's can be read below " + cards);
    }
  }

  @Override
  public void close() {
    known.forEach(AmdCard::close);
    known = List.of();
  }

  private void find() {
    var found = new ArrayList<AmdCard>();
    for (Path device : devices()) {
      AmdCard card = card(device);
      found.add(card == null ? new AmdCard(device, room) : card);
    }
    known.stream().filter(each -> !found.contains(each)).forEach(AmdCard::close);
    known = found;
    gpus = found.stream().map(card -> card.gpu).toList();
  }

  private @Nullable AmdCard card(Path device) {
    return known.stream().filter(each -> each.device().equals(device)).findFirst().orElse(null);
  }

  private List<Path> devices() {
    return SysTree.named(cards, CARD).stream()
        .map(card -> card.resolve("device"))
        .filter(device -> SysTree.text(device.resolve("vendor")).equals(VENDOR))
        .filter(AmdSource::isMeasured)
        .toList();
  }

  private static boolean isMeasured(Path device) {
    return Files.exists(device.resolve("gpu_busy_percent"))
        || Files.exists(device.resolve("mem_info_vram_total"));
  }
}
