package dev.sonde.it.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1ClusterRoleBinding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.Objects;

/// What Kubernetes' own description of its objects, of version 1.33, says of one.
final class KubernetesSchema {
  private KubernetesSchema() {}

  /// @throws RuntimeException that names a field which is unknown, missing, or of another type
  static void check(Yaml object) throws IOException {
    JsonElement tree = new Gson().toJsonTree(object.value());
    String kind = object.at("apiVersion").text() + " " + object.at("kind").text();
    switch (kind) {
      case "v1 Namespace" -> V1Namespace.validateJsonElement(tree);
      case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(tree);
      case "v1 Service" -> V1Service.validateJsonElement(tree);
      case "v1 ServiceAccount" -> V1ServiceAccount.validateJsonElement(tree);
      case "rbac.authorization.k8s.io/v1 ClusterRole" -> {
        V1ClusterRole.validateJsonElement(tree);
        read(tree, V1ClusterRole.class);
      }
      case "rbac.authorization.k8s.io/v1 ClusterRoleBinding" -> {
        V1ClusterRoleBinding.validateJsonElement(tree);
        read(tree, V1ClusterRoleBinding.class);
      }
      case "apps/v1 Deployment" -> {
        V1Deployment.validateJsonElement(tree);
        read(tree, V1Deployment.class);
      }
      case "apps/v1 DaemonSet" -> {
        V1DaemonSet.validateJsonElement(tree);
        read(tree, V1DaemonSet.class);
      }
      default -> throw new IllegalArgumentException("no schema for " + kind);
    }
  }

  /// The check before looks at names; this one at types.
  private static void read(JsonElement tree, Class<?> type) {
    Objects.requireNonNull(JSON.getGson().fromJson(tree, type));
  }
}
