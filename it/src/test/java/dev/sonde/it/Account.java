package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// What a page says became of all samples, and whether it adds up.
record Account(TextPage page) {
  /// Each collector and each of these destinations accounts for every sample.
  void addsUp(String... destinations) {
    addUp(List.of("host", "self"), destinations);
  }

  /// The same of these collectors.
  void addUp(List<String> collectors, String... destinations) {
    for (var each : collectors) {
      double taken = component("accepted_samples_total", each);
      double kept = reasons("sonde_component_filtered_samples_total", "component", each);
      double lost = reasons("sonde_component_refused_samples_total", "component", each);
      assertThat(component("received_samples_total", each))
          .as(each)
          .isEqualTo(taken + kept + lost + waiting(each));
    }
    for (var each : destinations) {
      assertThat(of("accepted_samples_total", each))
          .as(each)
          .isEqualTo(
              of("pending_samples", each) + delivered(each) + filtered(each) + dropped(each));
    }
  }

  double waiting(String collector) {
    return component("waiting_samples", collector);
  }

  double accepted(String destination) {
    return of("accepted_samples_total", destination);
  }

  double delivered(String destination) {
    return of("delivered_samples_total", destination);
  }

  double dropped(String destination) {
    return reasons("sonde_destination_dropped_samples_total", "destination", destination);
  }

  private double filtered(String destination) {
    return reasons("sonde_destination_filtered_samples_total", "destination", destination);
  }

  /// How often a collector has run.
  double runs() {
    return page.count("runs", "self");
  }

  private double component(String name, String collector) {
    return page.at(
        "sonde_component_%s{component=\"%s\",kind=\"collector\"}".formatted(name, collector));
  }

  private double of(String name, String destination) {
    return page.at("sonde_destination_" + name + "{destination=\"" + destination + "\"}");
  }

  private double reasons(String name, String label, String value) {
    return page.samples().entrySet().stream()
        .filter(each -> each.getKey().startsWith(name + "{"))
        .filter(each -> each.getKey().contains(label + "=\"" + value + "\""))
        .mapToDouble(each -> each.getValue())
        .sum();
  }
}
