using System.Text;
using System.Text.Json;
using Ecom.HttpContract;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Snapshots;
using EcomFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace EcomFunctions.Tests.Http;

/// <summary>The app's services over a contract shop, signing people in and asking for keys as in the cloud, and calls of single functions on them.</summary>
public sealed class HttpFixture : IDisposable
{
    private const string ControlKey = "a-control-key-of-24-chars";

    private readonly ServiceProvider _services;

    public HttpFixture()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WEBSITE_AUTH_ENABLED"] = "true",
            ["Ecom:Serving:RequireKeys"] = "true", ["Ecom:Serving:Storefront:Keys:0"] = "a-storefront-key-of-32-characters",
            ["Ecom:Serving:Keys:0:Name"] = "control", ["Ecom:Serving:Keys:0:Key"] = ControlKey, ["Ecom:Serving:Keys:0:Scopes:0"] = "Control",
        });
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        var state = new Mock<IUserState>();
        state.Setup(s => s.GetAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(UserStateEntry.Empty);
        Log.Setup(l => l.ReadAsync(It.IsAny<FeedbackPosition>(), It.IsAny<CancellationToken>())).Returns(AsyncEnumerable.Empty<FeedbackRecord>());
        FunctionsContractHost.AddApp(services, configuration, Shop, Log.Object, state.Object);
        _services = services.BuildServiceProvider();
        Durable = Fakes.DurableClient(Shop.Orchestrations);
    }

    public ContractShop Shop { get; } = new();

    public Mock<IFeedbackLog> Log { get; } = new();

    public DurableTaskClient Durable { get; }

    public HttpApi Api => _services.GetRequiredService<HttpApi>();

    public static (string, string) Key => ("X-Api-Key", ControlKey);

    public static (string, string) SignedIn(string claims = "[]") =>
        ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"role_typ":"roles","claims":{{claims}}}""")));

    public static (string, string) Controller => SignedIn("""[{"typ":"roles","val":"Ecom.Control"}]""");

    /// <summary>Serves a version of the shop's small model.</summary>
    public async Task ServeAsync()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await _services.GetRequiredService<ServedModelUpdater>().UpdateAsync();
    }

    /// <summary>Calls a function; the answer it has written, and its result.</summary>
    public async Task<Answer> CallAsync(
        Func<HttpRequest, Task<IResult>> function, string method = "GET", string path = "/", string query = "", string? body = null, params (string Name, string Value)[] headers)
    {
        using var scope = _services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(body is not null));
        if (body is not null)
            (context.Request.Body, context.Request.ContentType) = (new MemoryStream(Encoding.UTF8.GetBytes(body)), body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        var result = await function(context.Request);
        await result.ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), context.Response.Headers.Location.ToString());
    }

    public void Dispose()
    {
        _services.Dispose();
        Shop.Dispose();
    }

    // What a server says of each request; without it no operation reads a body.
    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;

    /// <summary>What came back.</summary>
    public sealed record Answer(int Status, string Text, string Location)
    {
        public JsonElement Json => JsonElement.Parse(Text);

        public string[] Ids => ContractHost.Ids(Json);
    }
}
