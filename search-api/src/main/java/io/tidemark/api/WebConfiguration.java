/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api;

import io.tidemark.api.access.ScopeArgument;
import io.tidemark.api.export.AnswerForms;
import io.tidemark.api.request.ParameterArgument;
import io.tidemark.api.web.RateLimitInterceptor;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers may ask for: the caller's scope, and the checked parameters. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String ROUTES = "/api/**";

  private final ScopeArgument scope;
  private final ParameterArgument parameters;
  private final RateLimitInterceptor rateLimit;
  private final AnswerForms forms;

  WebConfiguration(
      ScopeArgument scope,
      ParameterArgument parameters,
      RateLimitInterceptor rateLimit,
      AnswerForms forms) {
    this.scope = scope;
    this.parameters = parameters;
    this.rateLimit = rateLimit;
    this.forms = forms;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(rateLimit).addPathPatterns(ROUTES);
    registry.addInterceptor(forms).addPathPatterns(ROUTES);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(scope);
    resolvers.add(parameters);
  }
}
