// The API's own description.
#include "skin2vec/serve/openapi.h"
#include "skin2vec/serve/routes.h"

namespace skin2vec::serve {

void add_openapi_routes(std::vector<Route>& routes) {
  routes.push_back({.method = "GET",
                    .path = "/api/v1/openapi.json",
                    .need = accounts::Need::none,
                    .id = "openapi",
                    .what = "This description, in OpenAPI 3.1.",
                    .query = {},
                    .body = "",
                    .answer = "openapi",
                    .run = [](Context&) {
                      return http::Response{.headers = {{"content-type", "application/json"}}, .body = openapi_text()};
                    }});
}

}  // namespace skin2vec::serve
