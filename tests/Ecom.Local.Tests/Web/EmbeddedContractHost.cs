using Ecom.Domain;
using Ecom.HttpContract;
using Ecom.Local.State;
using Ecom.Local.Web;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestration;
using Ecom.Serving;
using Ecom.Serving.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Tests.Web;

/// <summary>The embedded host on Kestrel, as <c>serve</c> runs it, over a contract shop.</summary>
internal static class EmbeddedContractHost
{
    public static async Task<ContractHost> StartAsync(ContractShop shop, Action<ServingOptions>? configure = null, Action<WebApplicationBuilder>? customise = null)
    {
        var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(shop.Folder, "feedback"));
        var state = SqliteUserState.Open(Path.Combine(shop.Folder, "state.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(shop.Stores).AddSingleton(typeof(ShopId), ShopId.Default).AddSingleton(shop.Work);
        builder.Services.AddSingleton<IFeedbackLog>(log).AddSingleton<IUserState>(state);
        builder.Services.AddSingleton<IOrchestrationClient>(shop.Orchestrations);
        builder.AddEmbeddedWeb("http://127.0.0.1:0");
        if (configure is not null) builder.Services.Configure(configure);
        customise?.Invoke(builder);
        var app = builder.Build();
        app.UseEmbeddedWeb();
        await app.StartAsync();
        await app.Services.GetRequiredService<ServedModelUpdater>().UpdateAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ContractHost(new HttpClient { BaseAddress = new Uri(address) }, async () =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
            state.Dispose();
            await log.DisposeAsync();
        });
    }
}
