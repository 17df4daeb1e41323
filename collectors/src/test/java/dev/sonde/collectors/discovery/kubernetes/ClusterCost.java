package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonRules;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What 5,000 pods cost: reading them, keeping them, and their targets. Run by hand.
final class ClusterCost {
  private static final int PODS = 5000;
  private static final Path CASE =
      Path.of("src/test/resources/dev/sonde/collectors/discovery/kubernetes/cases/pod/pods.json");

  private ClusterCost() {}

  public static void main(String[] arguments) throws Exception {
    String list = Files.readString(CASE);
    var attach = new Attached(false, false);
    var scope = new Scope(Resource.PODS, "");
    for (int round = 0; round < 5; round++) {
      long empty = heap();
      long begin = cpu();
      var trees = new TreeReader(JsonRules.DEFAULT, Unneeded.NAMES);
      var changes = new Changes("nobody");
      var cluster = new Cluster(Resource.PODS, attach, List.of(scope), changes);
      for (int i = 0; i < PODS; i++) {
        byte[] page =
            list.replace("x2x7k", "x" + i)
                .replace("10.244.1.17", "10.244.1." + i)
                .getBytes(StandardCharsets.UTF_8);
        ListPage.read(
            trees,
            page,
            page.length,
            object -> {
              Item item = Resource.PODS.read(object);
              if (item.meta().name().startsWith("web")) {
                cluster.put(scope, item);
              }
            });
      }
      long read = cpu();
      long kept = heap();
      List<List<Map<String, String>>> all = new ArrayList<>();
      for (int i = 0; i < PODS; i++) {
        all.add(cluster.targets("pod/shop/web-7d4b9c6f5d-x" + i));
      }
      System.out.printf(
          "%d pods, %d bytes each: read in %d ms, kept in %d bytes each; their %d targets in %d"
              + " bytes each%n",
          cluster.count(scope),
          list.length(),
          (read - begin) / 1_000_000,
          (kept - empty) / PODS,
          all.stream().mapToInt(List::size).sum(),
          (heap() - kept) / PODS);
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
