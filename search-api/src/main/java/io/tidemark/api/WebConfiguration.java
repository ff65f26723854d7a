/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api;

import io.tidemark.api.access.ScopeArgument;
import io.tidemark.api.accesslog.AccessLogInterceptor;
import io.tidemark.api.export.AnswerForms;
import io.tidemark.api.request.ParameterArgument;
import io.tidemark.api.web.RateLimitInterceptor;
import io.tidemark.api.workload.WorkloadArgument;
import io.tidemark.api.workload.WorkloadMappings;
import java.util.List;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Arguments of controllers: the caller's scope, the checked parameters and the workload. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String ROUTES = "/api/**";
  private static final String SCIM = "/scim/**";

  private final ScopeArgument scope;
  private final ParameterArgument parameters;
  private final WorkloadArgument workload;
  private final RateLimitInterceptor rateLimit;
  private final AnswerForms forms;
  private final AccessLogInterceptor accessLog;

  WebConfiguration(
      ScopeArgument scope,
      ParameterArgument parameters,
      WorkloadArgument workload,
      RateLimitInterceptor rateLimit,
      AnswerForms forms,
      AccessLogInterceptor accessLog) {
    this.accessLog = accessLog;
    this.scope = scope;
    this.parameters = parameters;
    this.workload = workload;
    this.rateLimit = rateLimit;
    this.forms = forms;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(accessLog).addPathPatterns(ROUTES, SCIM);
    registry.addInterceptor(rateLimit).addPathPatterns(ROUTES, SCIM);
    registry.addInterceptor(forms).addPathPatterns(ROUTES);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(scope);
    resolvers.add(parameters);
    resolvers.add(workload);
  }

  @Bean
  WebMvcRegistrations workloadMappings() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new WorkloadMappings();
      }
    };
  }
}
