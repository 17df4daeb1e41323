package dev.sonde.collectors.container;

import dev.sonde.api.Collector;
import dev.sonde.api.Recorder;
import dev.sonde.api.Time;
import dev.sonde.api.framework.Container;
import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.Descriptors;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Measures the containers of all engines on this machine, and of those elsewhere that it is told
/// of. A run reads files and waits for no engine. For one thread at a time.
public final class ContainerCollector implements Collector {
  private static final byte[] MEMORY = Ascii.bytes("MemTotal:");
  private static final double KIBI = 1024;

  private final ContainerConfig config;
  private final Supplier<Roots> roots;
  private final Supplier<Fleet> fleets;
  private final Time time;
  private final Map<Engine, View> views = new LinkedHashMap<>();
  private final Map<String, View> owners = new HashMap<>();
  private final Aside aside;
  private @Nullable Fleet fleet;
  private @Nullable Tools tools;

  /// What the first run with an engine makes.
  private record Tools(Attaching attaching, Remote remote, KeptFile memory) {}

  /// @param fleets makes one, at the first run
  ContainerCollector(
      ContainerConfig config, Supplier<Roots> roots, Supplier<Fleet> fleets, Time time) {
    this.config = config;
    this.roots = roots;
    this.fleets = fleets;
    this.time = time;
    this.aside = new Aside(new Choice(config), new Naming(config));
  }

  @Override
  public boolean comparesReadings() {
    return true;
  }

  @Override
  public void collect(Recorder out) throws InterruptedException {
    Fleet known = fleet();
    List<Engine> engines = known.look();
    known.report(out);
    if (engines.isEmpty()) {
      return;
    }
    engines.forEach(each -> views.computeIfAbsent(each, this::view));
    measure(tools(), out);
  }

  /// All that are known now, without measuring any.
  public List<Container> containers() throws InterruptedException {
    return aside.containers(fleet().look());
  }

  /// Measures one of them beside the runs, which do not notice: its percentages compare with the
  /// last time it was measured so, and what ended between two runs is left to the next one.
  ///
  /// @param id of a container; nothing is recorded when there is none
  public void collect(String id, Recorder out) throws InterruptedException {
    List<Engine> engines = fleet().look();
    if (!engines.isEmpty()) {
      Tools with = tools();
      aside.measure(id, engines, with.attaching, memory(with.memory), out);
    }
  }

  /// There is no engine, and nothing that might be one.
  @Override
  public boolean isIdle() {
    Fleet known = fleet;
    return known != null && known.isEmpty();
  }

  @Override
  public void close() {
    views.values().forEach(View::close);
    views.clear();
    owners.clear();
    aside.close();
    Tools made = tools;
    tools = null;
    if (made != null) {
      made.remote.close();
      made.memory.close();
    }
    Fleet known = fleet;
    fleet = null;
    if (known != null) {
      known.close();
    }
  }

  private void measure(Tools with, Recorder out) throws InterruptedException {
    double memory = memory(with.memory);
    for (View view : views.values()) {
      view.look(out);
      attach(view, with);
      boolean sure = view.engine().isReached();
      for (Tracked each : view.containers()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("the run's time was over before all were read");
        }
        each.record(out, sure, memory);
        if (sure && each.seemsOver()) {
          view.engine().inspectSoon(each.known().id());
        }
      }
    }
    with.remote.ask();
  }

  private Fleet fleet() {
    Fleet known = fleet;
    if (known == null) {
      known = fleets.get();
      fleet = known;
    }
    return known;
  }

  private Tools tools() {
    Tools made = tools;
    if (made == null) {
      Roots where = roots.get();
      var files = new Room(Descriptors.of(where.own().resolve("proc/self/limits")));
      KeptFile memory = files.at(where.proc().resolve("meminfo"));
      made = new Tools(new Attaching(where, files, time), new Remote(), memory);
      tools = made;
    }
    return made;
  }

  private View view(Engine engine) {
    return new View(engine, new Choice(config), new Naming(config), owners);
  }

  /// Gives those that run what their numbers come from: files, and where there are none of this
  /// machine, the engine.
  private static void attach(View view, Tools with) {
    boolean fresh = false;
    for (Tracked each : view.containers()) {
      if (each.wantsReadings()) {
        var readings = with.attaching.readings(each.known());
        if (readings.isEmpty() && !fresh) {
          with.attaching.forget();
          fresh = true;
          readings = with.attaching.readings(each.known());
        }
        each.attach(
            readings.orElseGet(
                () -> List.of(with.remote.reading(view.engine().api(), each.known()))));
      }
    }
  }

  private static double memory(KeptFile meminfo) {
    Text text = meminfo.read();
    if (text == null || !text.line() || !text.word() || !text.is(MEMORY)) {
      return Double.NaN;
    }
    return text.amount() * KIBI;
  }
}
