/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The parameters of every route, gathered from the controllers. */
@Component
public class RouteParameters {

  private final ObjectProvider<Routes> controllers;
  private volatile Map<String, ParameterSet> byPath;

  RouteParameters(ObjectProvider<Routes> controllers) {
    this.controllers = controllers;
  }

  /** The parameters of the route with the path pattern {@code path}. */
  public ParameterSet of(String path) {
    ParameterSet found = all().get(path);
    if (found == null) {
      throw new IllegalStateException("No controller declares the parameters of " + path);
    }
    return found;
  }

  private Map<String, ParameterSet> all() {
    // Gathered late: the controllers are made after what resolves their arguments.
    if (byPath == null) {
      Map<String, ParameterSet> gathered = new HashMap<>();
      List<Routes> all = controllers.stream().toList();
      all.forEach(controller -> gathered.putAll(controller.parameters()));
      byPath = Map.copyOf(gathered);
    }
    return byPath;
  }
}
