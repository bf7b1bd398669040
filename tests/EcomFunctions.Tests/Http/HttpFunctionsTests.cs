using System.Text;
using Ecom.Domain;
using Ecom.Pipeline;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Storage;
using Ecom.Serving;
using Ecom.Serving.Http;
using EcomFunctions.Durable;
using EcomFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace EcomFunctions.Tests.Http;

/// <summary>The HTTP functions on the real API: what the gate lets through, and that each writes the operation's answer.</summary>
public sealed class HttpFunctionsTests : IDisposable
{
    private const string ControlKey = "a-control-key-of-24-chars";
    private const string Signed = """{"role_typ":"roles","claims":[{"typ":"roles","val":"Ecom.Control"}]}""";

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-http-").FullName;
    private readonly ServiceProvider _services;

    public HttpFunctionsTests()
    {
        var settings = new Dictionary<string, string?>
        {
            ["WEBSITE_AUTH_ENABLED"] = "true",
            ["Ecom:Serving:RequireKeys"] = "true",
            ["Ecom:Serving:Keys:0:Name"] = "control", ["Ecom:Serving:Keys:0:Key"] = ControlKey, ["Ecom:Serving:Keys:0:Scopes:0"] = "Control",
        };
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration)
            .AddSingleton(BlobStores.Create(_root)).AddSingleton(new WorkFolders(Path.Combine(_root, "work")))
            .AddSingleton(Mock.Of<IFeedbackLog>()).AddSingleton(Mock.Of<IUserState>())
            .AddSingleton<CurrentDurableClient>().AddSingleton<IOrchestrationClient, DurableOrchestrationClient>()
            .AddSingleton<EntraRoles>().AddSingleton<HttpApi>();
        services.AddEcomPipeline(configuration, ShopId.Default);
        services.AddEcomServing(configuration);
        _services = services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private HttpApi Api => _services.GetRequiredService<HttpApi>();

    [Fact]
    public async Task Reading_is_open_to_whom_the_platform_let_in() =>
        Assert.Equal(200, await StatusAsync(r => new ReadFunctions(Api).ListModels(r)));

    [Fact]
    public async Task Health_needs_nothing()
    {
        Assert.Equal(200, await StatusAsync(r => new HealthFunctions(Api).Live(r)));
        Assert.Equal(503, await StatusAsync(r => new HealthFunctions(Api).Ready(r)));
    }

    [Fact]
    public async Task Writing_gets_as_far_as_the_body() =>
        Assert.Equal(400, await StatusAsync(r => new WriteFunctions(Api).SendFeedback(r), body: "{"));

    [Fact]
    public async Task Control_is_closed_to_keys_of_the_platform() => Assert.Equal(401, await CancelAsync());

    [Fact]
    public async Task Control_is_open_to_the_role() => Assert.Equal(404, await CancelAsync(("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(Signed)))));

    [Fact]
    public async Task Control_is_open_to_a_key_of_its_own() => Assert.Equal(404, await CancelAsync(("X-Api-Key", ControlKey)));

    [Fact]
    public async Task Control_is_closed_to_a_wrong_key() => Assert.Equal(401, await CancelAsync(("X-Api-Key", "another-key-of-24-charact")));

    [Fact]
    public async Task Route_values_reach_the_operation() =>
        Assert.Equal(404, await StatusAsync(r => new ReadFunctions(Api).GetRun(r, "no-such-run", Fakes.DurableClient().Object)));

    [Fact]
    public async Task A_page_sends_whom_it_does_not_know_to_the_sign_in()
    {
        var request = new DefaultHttpContext { RequestServices = _services }.Request;
        request.Path = "/runs/r1";
        var result = await new PageFunctions(Api).RunPage(request, "r1", Fakes.DurableClient().Object);
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2Fruns%2Fr1", Assert.IsType<RedirectHttpResult>(result).Url);
    }

    [Fact]
    public async Task A_page_opens_to_whom_has_signed_in() => Assert.Equal(404, await StatusAsync(
        r => new PageFunctions(Api).RunPage(r, "no-such-run", Fakes.DurableClient().Object),
        headers: ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"claims":[]}""")))));

    [Fact]
    public async Task Documentation_is_open() => Assert.Equal(200, await StatusAsync(r => new PageFunctions(Api).OpenApi(r)));

    // 404: past the gate, and there is no such run.
    private Task<int> CancelAsync(params (string Name, string Value)[] headers) =>
        StatusAsync(r => new ControlFunctions(Api).CancelRun(r, "no-such-run", Fakes.DurableClient().Object), "POST", headers: headers);

    private async Task<int> StatusAsync(
        Func<HttpRequest, Task<IResult>> function, string method = "GET", string? body = null, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Method = body is null ? method : "POST";
        context.Response.Body = new MemoryStream();
        if (body is not null) (context.Request.Body, context.Request.ContentType) = (new MemoryStream(Encoding.UTF8.GetBytes(body)), "application/json");
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        var result = await function(context.Request);
        Assert.Same(Results.Empty, result);
        return context.Response.StatusCode;
    }
}
