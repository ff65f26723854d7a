/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the scope of the request's token to the controllers that ask for a {@link Scope}. */
@Component
public class ScopeArgument implements HandlerMethodArgumentResolver {

  private final List<ViewRights> rights;

  ScopeArgument(List<ViewRights> rights) {
    this.rights = List.copyOf(rights);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Scope.class;
  }

  @Override
  public Scope resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders) {
    return caller()
        .map(this::widenScope)
        .orElseThrow(
            () -> new IllegalStateException("A route that needs a scope is open without a token."));
  }

  /** Adds the users whom the caller may see by rights that no token names. */
  private Scope widenScope(Scope scope) {
    if (scope.superAdmin()) {
      return scope;
    }
    SortedSet<String> seen = new TreeSet<>(scope.mayView());
    rights.forEach(right -> seen.addAll(right.listUsers(scope)));
    return new Scope(scope.tenant(), scope.user(), scope.roles(), seen);
  }

  /** The scope of the request that this thread works on; empty when it came without a token. */
  public static Optional<Scope> caller() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller instanceof ScopedToken token ? Optional.of(token.scope()) : Optional.empty();
  }
}
