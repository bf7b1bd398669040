using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Ecom.HttpContract;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Ecom.Serving.Tests.Http;

/// <summary>The requests that come with the Functions app: one for every operation, each one that the API takes.</summary>
public sealed class RequestsFileTests : IDisposable
{
    private readonly ContractShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Every_operation_has_a_request_with_its_kind_of_key()
    {
        var asked = Requests().Select(r => (Request: r, Operation: Operation(r))).ToArray();
        Assert.Equal(ApiCatalogue.Operations.Select(o => o.Name).Order(), asked.Select(a => a.Operation.Name).Distinct().Order());
        foreach (var (request, operation) in asked)
        {
            var isPage = !operation.Pattern.StartsWith("api/", StringComparison.Ordinal);
            var expected = operation.Scope switch
            {
                ApiScope.Control => "X-Api-Key: {{controlKey}}",
                ApiScope.Read or ApiScope.Write when !isPage => "x-functions-key: {{key}}",
                _ => null,
            };
            Assert.Equal(expected, request.Headers.FirstOrDefault(h => h.Contains("key:", StringComparison.OrdinalIgnoreCase) && !h.StartsWith("Idempotency", StringComparison.Ordinal)));
            Assert.DoesNotContain("code=", request.Target, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_request_is_one_the_API_takes()
    {
        await _shop.PublishAndPromoteAsync("v1");
        await using var host = await InvokedContractHost.StartAsync(_shop, o => o.Storefront.Keys.Add("a-storefront-key-of-32-characters"));
        foreach (var request in Requests())
        {
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Target);
            if (request.Body.Length > 0)
                message.Content = new StringContent(request.Body, Encoding.UTF8, request.Headers.Single(h => h.StartsWith("Content-Type", StringComparison.Ordinal)).Split(' ')[1]);
            using var response = await host.Client.SendAsync(message);
            // The made-up ids are not in this shop.
            var isUnknown = response.StatusCode == HttpStatusCode.NotFound && (request.Target.Contains("PASTE-", StringComparison.Ordinal) || request.Target.Contains("85123A", StringComparison.Ordinal));
            isUnknown |= response.StatusCode == HttpStatusCode.Unauthorized && request.Body.Contains("PASTE-THE-TOKEN", StringComparison.Ordinal);
            Assert.True(isUnknown || (int)response.StatusCode < 400, $"{request.Method} {request.Target}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static ApiOperation Operation(FileRequest request) => ApiCatalogue.Operations.First(o =>
        o.Method == request.Method && new TemplateMatcher(TemplateParser.Parse(o.Pattern), []).TryMatch(request.Target.Split('?')[0], []));

    private static List<FileRequest> Requests([CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "EcomFunctions", "requests.http");
        var requests = new List<FileRequest>();
        foreach (var part in File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n###").Skip(1))
        {
            var lines = part.Split('\n').Skip(1).ToArray();
            var first = lines[0].Split(' ');
            Assert.StartsWith("{{host}}/", first[1], StringComparison.Ordinal);
            var blank = Array.IndexOf(lines, "", 1);
            requests.Add(new FileRequest(first[0], first[1]["{{host}}".Length..], lines[1..blank], string.Join('\n', lines[blank..]).Trim()));
        }
        return requests;
    }

    private sealed record FileRequest(string Method, string Target, string[] Headers, string Body);
}
