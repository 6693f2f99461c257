// The API described in OpenAPI 3.1, made of the routes and of the schemas in docs/reference/schemas.
//
//   nlohmann::json::parse(openapi_text())["openapi"];     // "3.1.0"
//
// A schema file X is the component X, what it defines (`$defs`) the components X.NAME. Each answer is described by the
// schema that its route names; 202 with a job where an answer may take long, `problem` for all else.
#pragma once

#include <string>

namespace skin2vec::serve {

[[nodiscard]] const std::string& openapi_text();  // made once

}  // namespace skin2vec::serve
