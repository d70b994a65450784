-- wrk: POSTs the body in the file named by BODY. With FRESH=1 every request has a prompt of its own.
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["x-api-key"] = "bench"
wrk.headers["anthropic-version"] = "2023-06-01"
local file = assert(io.open(os.getenv("BODY"), "r"))
local body = file:read("*a")
file:close()
wrk.body = body
if os.getenv("FRESH") == "1" then
  local count = 0
  request = function()
    count = count + 1
    return wrk.format(nil, nil, nil, (body:gsub("NUMBER", tostring(count))))
  end
end
done = function(summary)
  local seconds = summary.duration / 1000000
  io.write(string.format("RESULT %d %d %.3f\n", summary.requests, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout, seconds))
end
