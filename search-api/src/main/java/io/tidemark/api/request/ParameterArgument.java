/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Hands checked parameters to the controllers. */
@Component
public class ParameterArgument implements HandlerMethodArgumentResolver {

  private final RouteParameters routes;
  private final OwnedValues.Source owners;

  ParameterArgument(RouteParameters routes, OwnedValues.Source owners) {
    this.routes = routes;
    this.owners = owners;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == ParameterValues.class;
  }

  @Override
  public ParameterValues resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders) {
    Object path =
        request.getAttribute(
            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
    ParameterValues values = routes.of(String.valueOf(path)).read(servlet.getParameterMap());
    return values.has(OwnedValues.PARAMETER)
        ? values.withOwned(owners.findValues(values.choice(OwnedValues.PARAMETER)))
        : values;
  }
}
