/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Registers a method of {@link WorkloadPaths} with the path of each workload. */
public final class WorkloadMappings extends RequestMappingHandlerMapping {

  @Override
  protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
    Set<String> declared = mapping.getPatternValues();
    List<String> paths = WorkloadPaths.expandAll(declared);
    if (declared.equals(Set.copyOf(paths))) {
      super.registerHandlerMethod(handler, method, mapping);
      return;
    }
    RequestMappingInfo concrete =
        mapping
            .mutate()
            .options(getBuilderConfiguration())
            .paths(paths.toArray(String[]::new))
            .build();
    super.registerHandlerMethod(handler, method, concrete);
  }
}
