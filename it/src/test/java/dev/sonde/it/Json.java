package dev.sonde.it;

import dev.sonde.wire.TinyJson;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A JSON value to walk about in. What is not there is null, and so is what is in it.
record Json(@Nullable Object value) {
  static Json of(String text) {
    return new Json(new TinyJson(text.strip()).read());
  }

  Json at(String name) {
    return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  List<Json> elements() {
    return value instanceof List<?> list
        ? list.stream().map(each -> new Json((@Nullable Object) each)).toList()
        : List.of();
  }

  /// The first element that pleases, or null.
  Json first(Predicate<Json> wanted) {
    return elements().stream().filter(wanted).findFirst().orElse(new Json(null));
  }

  /// The component of this name, in what `/health` says.
  Json component(String name) {
    return at("components").first(each -> each.at("name").text().equals(name));
  }

  String text() {
    return String.valueOf(value);
  }

  double number() {
    return value instanceof Double number ? number : Double.NaN;
  }

  List<String> texts() {
    return elements().stream().map(Json::text).toList();
  }

  @Override
  public String toString() {
    return text();
  }
}
