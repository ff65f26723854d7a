/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes parameters, bodies and errors of routes about settings in the API document. */
@Configuration(proxyBeanMethods = false)
class SettingDescriptions {

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_HEADER = 1_000;

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SettingInput.class);
  }

  @Bean
  OperationCustomizer describedSettings() {
    return SettingDescriptions::describe;
  }

  private static Operation describe(Operation operation, HandlerMethod handler) {
    if (!SettingController.class.isAssignableFrom(handler.getBeanType())) {
      return operation;
    }
    if (handler.createWithResolvedBean().getBean() instanceof SettingRoutes<?> routes) {
      nameAfter(routes.kind(), operation, handler.getMethod().getName());
    }
    operation
        .getResponses()
        .addApiResponse("403", new ApiResponse().$ref("#/components/responses/FORBIDDEN"));
    if (handler.hasMethodAnnotation(DeleteMapping.class)) {
      operation
          .getResponses()
          .addApiResponse("404", new ApiResponse().$ref("#/components/responses/NOT_FOUND"));
    }
    boolean writes =
        Stream.of(handler.getMethodParameters())
            .anyMatch(parameter -> parameter.getParameterType() == SettingInput.class);
    if (writes && BodyController.class.isAssignableFrom(handler.getBeanType())) {
      if (operation.getRequestBody() == null) {
        operation.setRequestBody(body());
      }
      if (operation.getParameters() != null) {
        operation
            .getResponses()
            .addApiResponse("409", new ApiResponse().$ref("#/components/responses/CONFLICT"));
      }
    } else if (writes) {
      operation.addParametersItem(
          header(HttpHeaders.IF_MATCH, "Changes only the revision with this ETag.", "\"3\""));
      if (!handler.hasMethodAnnotation(DeleteMapping.class)) {
        operation.addParametersItem(
            header(HttpHeaders.IF_NONE_MATCH, "With `*`, only creates a setting.", "*"));
        operation.setRequestBody(body());
      }
    }
    return operation;
  }

  /** One class serves all kinds: operations get names by the kind. */
  private static void nameAfter(SettingKind<?> kind, Operation operation, String method) {
    String one = camelCase(kind.id());
    String many = camelCase(kind.plural());
    operation.setOperationId(
        switch (method) {
          case "list" -> many;
          case "find" -> one.equals(many) ? one + "ById" : one;
          case "history" -> one + "History";
          default -> method + one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1);
        });
    operation.setSummary(operation.getSummary().formatted(kind.plural().replace('-', ' ')));
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> "path".equals(parameter.getIn()))
          .forEach(SettingDescriptions::describeId);
    }
    if (method.equals("put")) {
      ApiResponse ok = operation.getResponses().get("200");
      operation
          .getResponses()
          .addApiResponse("201", new ApiResponse().description("Created").content(ok.getContent()));
    }
  }

  private static void describeId(Parameter id) {
    StringSchema schema = new StringSchema();
    schema.setMinLength(1);
    schema.setMaxLength(LONGEST_ID);
    id.description("Id of the setting.").example("standard").schema(schema);
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("-", -1)) {
      text.append(
          text.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return text.toString();
  }

  private static Parameter header(String name, String description, String example) {
    StringSchema schema = new StringSchema();
    schema.setMaxLength(LONGEST_HEADER);
    schema.setExamples(List.of(example));
    return new HeaderParameter().name(name).description(description).schema(schema);
  }

  private static RequestBody body() {
    Content content = new Content();
    for (SettingFormat format : SettingFormat.values()) {
      content.addMediaType(format.type(), new MediaType().schema(new ObjectSchema()));
    }
    return new RequestBody().required(true).content(content);
  }
}
