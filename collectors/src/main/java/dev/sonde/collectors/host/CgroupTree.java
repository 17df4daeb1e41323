package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where this process stands in the trees of cgroups: one for all controllers (version 2), one for
/// each (version 1), or some of both.
final class CgroupTree {
  private static final String UNIFIED = "";

  /// @param controllers separated by commas, empty for version 2
  private record Place(String controllers, String path) {
    boolean has(String controller) {
      return ("," + controllers + ",").contains("," + controller + ",");
    }
  }

  private final Path own;
  private final List<Mountinfo.Line> mounts;
  private final List<Place> places = new ArrayList<>();

  /// @param membership the content of `/proc/self/cgroup`
  CgroupTree(Path own, Text membership, List<Mountinfo.Line> mounts) {
    this.own = own;
    this.mounts = mounts;
    while (membership.line()) {
      if (membership.rest()) {
        String[] parts = membership.string().split(":", 3);
        if (parts.length == 3 && parts[2].startsWith("/")) {
          places.add(new Place(parts[1], parts[2]));
        }
      }
    }
  }

  /// Does version 1 count this resource?
  boolean separate(String controller) {
    return places.stream().anyMatch(place -> place.has(controller));
  }

  /// The folders of our cgroup and those above it, as far as they can be seen, ours first.
  List<Path> folders(String controller) {
    return separate(controller) ? legacy(controller) : unified();
  }

  private List<Path> legacy(String controller) {
    for (Mountinfo.Line mount : mounts) {
      boolean right = ("," + mount.options() + ",").contains("," + controller + ",");
      if (right && mount.type().equals("cgroup")) {
        return upwards(mount, place(controller));
      }
    }
    return List.of();
  }

  private List<Path> unified() {
    for (Mountinfo.Line mount : mounts) {
      if (mount.type().equals("cgroup2")) {
        return upwards(mount, place(UNIFIED));
      }
    }
    return List.of();
  }

  private String place(String controller) {
    for (Place place : places) {
      if (controller.isEmpty() ? place.controllers.isEmpty() : place.has(controller)) {
        return place.path;
      }
    }
    return "/";
  }

  private List<Path> upwards(Mountinfo.Line mount, String place) {
    var folders = new ArrayList<Path>();
    try {
      Path top = own.resolve(mount.point().substring(1)).normalize();
      Path folder = top.resolve(below(mount.root(), place)).normalize();
      for (Path at = folder; at != null && at.startsWith(top); at = at.getParent()) {
        folders.add(at);
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    return folders;
  }

  /// The part of a cgroup's path that can be seen through a mount of only a part of the tree.
  private static String below(String mounted, String place) {
    String root = mounted.equals("/") ? "" : mounted;
    boolean inside = place.startsWith(root + "/") && !place.contains("/..");
    return inside ? place.substring(root.length() + 1) : "";
  }
}
