using Ecom.Domain;
using Ecom.HttpContract;
using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Tests.Http;

/// <summary>A host that does its own routing and invokes operations by name, as the Functions app does.</summary>
internal static class InvokedContractHost
{
    public static async Task<ContractHost> StartAsync(ContractShop shop, Action<ServingOptions>? configure = null)
    {
        var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(shop.Folder, "feedback"));
        var state = SqliteUserState.Open(Path.Combine(shop.Folder, "state.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(shop.Stores).AddSingleton(typeof(ShopId), ShopId.Default).AddSingleton(shop.Work);
        builder.Services.AddSingleton<IFeedbackLog>(log).AddSingleton<IUserState>(state);
        builder.Services.AddSingleton<IOrchestrationClient>(shop.Orchestrations);
        builder.Services.AddEcomServing();
        if (configure is not null) builder.Services.Configure(configure);
        var app = builder.Build();
        app.Run(DispatchAsync);
        await app.StartAsync();
        await app.Services.GetRequiredService<ServedModelUpdater>().UpdateAsync();
        return new ContractHost(app.GetTestClient(), async () =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
            state.Dispose();
            await log.DisposeAsync();
        });
    }

    private static Task DispatchAsync(HttpContext context)
    {
        foreach (var operation in ApiCatalogue.Operations.Where(o => o.Method == context.Request.Method))
        {
            var values = new RouteValueDictionary();
            var matcher = new TemplateMatcher(TemplateParser.Parse(operation.Pattern), []);
            if (!matcher.TryMatch(context.Request.Path, values)) continue;
            var route = values.Select(v => (v.Key, v.Value!.ToString()!)).ToArray();
            return context.RequestServices.GetRequiredService<ApiInvoker>().InvokeAsync(operation.Name, context, route);
        }
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
