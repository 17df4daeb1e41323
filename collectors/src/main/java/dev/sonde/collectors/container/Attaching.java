package dev.sonde.collectors.container;

import dev.sonde.api.Time;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the files with a container's numbers. For one thread.
final class Attaching {
  private final Path proc;
  private final Time time;
  private final CgroupTree tree;
  private final DeviceNames names;
  private final Room files;

  Attaching(Roots roots, Room files, Time time) {
    this.proc = roots.proc();
    this.time = time;
    this.tree = new CgroupTree(roots.sys(), roots.proc());
    this.names = new DeviceNames(roots.sys());
    this.files = files;
  }

  /// The tree of cgroups may be another one now.
  void forget() {
    tree.forget();
  }

  /// What to read of it; empty when no file of this machine has its numbers.
  Optional<List<Reading>> readings(Known container) {
    int pid = container.life().pid();
    return tree.find(container.id(), pid)
        .map(place -> {
          var all = new ArrayList<Reading>();
          switch (place) {
            case CgroupPlace.Two(Path folder) -> {
              all.addAll(CgroupTwo.of(folder, files, names, time));
              all.addAll(CgroupTwo.pressure(folder, files));
            }
            case CgroupPlace.One one -> {
              all.addAll(CgroupOne.of(one, proc, files, names, time));
              one.unified().ifPresent(folder -> all.addAll(CgroupTwo.pressure(folder, files)));
            }
          }
          if (pid > 0 && container.plan().ownNetwork()) {
            Path network = proc.resolve(Integer.toString(pid)).resolve("net/dev");
            all.add(new NetworkFile(files.at(network)));
          }
          return all;
        });
  }
}
