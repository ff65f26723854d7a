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
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.method.HandlerMethod;

/** What routes about settings take and refuse, in the API document. */
@Configuration(proxyBeanMethods = false)
class SettingDescriptions {

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
    operation
        .getResponses()
        .addApiResponse("403", new ApiResponse().$ref("#/components/responses/FORBIDDEN"));
    boolean writes =
        Stream.of(handler.getMethodParameters())
            .anyMatch(parameter -> parameter.getParameterType() == SettingInput.class);
    if (writes) {
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
