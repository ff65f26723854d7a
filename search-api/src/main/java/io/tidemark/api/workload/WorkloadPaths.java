/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.api.request.ParameterSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Paths of routes that several workloads have. A mapping with such a path is registered once for
 * each workload, under its own name: an unknown workload is an unknown path, and metrics and logs
 * name concrete routes.
 */
public final class WorkloadPaths {

  private static final String ROOT = "/api/v1/";

  /** Start of the routes of every workload. */
  public static final String ALL = ROOT + "{workload}";

  /** Start of the routes of every workload that keeps records. */
  public static final String WITH_RECORDS = ROOT + "{workload_with_records}";

  /** The tag of these routes in the API document, which shows the workload's label instead. */
  public static final String TAG = "{workload}";

  private static final Map<String, Predicate<Workload>> STARTS =
      Map.of(ALL, workload -> true, WITH_RECORDS, workload -> workload.records().isPresent());

  private WorkloadPaths() {}

  /** The concrete paths of a path with a placeholder by workload; empty for any other path. */
  public static Map<Workload, String> expand(String path) {
    Map<Workload, String> concrete = new LinkedHashMap<>();
    STARTS.forEach(
        (start, serves) -> {
          if (path.startsWith(start + "/")) {
            Workload.listAll().stream()
                .filter(serves)
                .forEach(w -> concrete.put(w, ROOT + w.id() + path.substring(start.length())));
          }
        });
    return concrete;
  }

  /** The paths that a mapping with these paths is registered with. */
  static List<String> expandAll(Set<String> paths) {
    return paths.stream()
        .flatMap(
            path -> {
              Map<Workload, String> concrete = expand(path);
              return concrete.isEmpty() ? Set.of(path).stream() : concrete.values().stream();
            })
        .toList();
  }

  /** The parameters of the routes of a path with a placeholder, by concrete path. */
  public static Map<String, ParameterSet> declare(
      String path, Function<Workload, ParameterSet> parameters) {
    Map<String, ParameterSet> declared = new LinkedHashMap<>();
    expand(path)
        .forEach((workload, concrete) -> declared.put(concrete, parameters.apply(workload)));
    return declared;
  }

  /** The workload of a concrete path, if it has one. */
  public static Optional<Workload> findWorkload(String path) {
    return path.startsWith(ROOT)
        ? Workload.find(path.substring(ROOT.length()).replaceFirst("/.*", ""))
        : Optional.empty();
  }
}
