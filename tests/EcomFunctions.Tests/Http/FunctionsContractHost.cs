using System.Reflection;
using Ecom.HttpContract;
using Ecom.Local.State;
using Ecom.Pipeline.Feedback;
using Ecom.Serving;
using Ecom.Serving.Snapshots;
using EcomFunctions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EcomFunctions.Tests.Http;

/// <summary>
/// The app's HTTP functions in process: its own registrations and function classes over a contract shop's folders. Routes, methods and authorization levels are
/// read from the trigger attributes, as the host reads them, and its key check is played where keys are in use.
/// </summary>
internal static class FunctionsContractHost
{
    private const string FunctionKey = "x-functions-key";
    private const string FunctionKeyValue = "the-platform-made-this-one";

    private static readonly (MethodInfo Method, HttpTriggerAttribute Trigger)[] Functions =
    [
        .. from type in typeof(FunctionsServices).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetCustomAttribute<FunctionAttribute>() is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (method, trigger),
    ];

    public static async Task<ContractHost> StartAsync(ContractShop shop, Action<ServingOptions>? configure = null)
    {
        var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(shop.Folder, "feedback"));
        var state = SqliteUserState.Open(Path.Combine(shop.Folder, "state.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        AddApp(builder.Services, builder.Configuration, shop, log, state);
        if (configure is not null) builder.Services.Configure(configure);
        var app = builder.Build();
        var options = app.Services.GetRequiredService<IOptions<ServingOptions>>().Value;
        var isGated = options.RequireKeys || options.Keys.Count > 0;
        var durable = Fakes.DurableClient(shop.Orchestrations);
        foreach (var (method, trigger) in Functions)
            app.MapMethods(trigger.Route!, trigger.Methods!, context => InvokeAsync(context, method, isGated && trigger.AuthLevel == AuthorizationLevel.Function, durable));
        await app.StartAsync();
        await app.Services.GetRequiredService<ServedModelUpdater>().UpdateAsync();
        var client = new HttpClient(new FunctionKeyHandler([.. options.Keys.Select(k => k.Key)], app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };
        return new ContractHost(client, async () =>
        {
            await app.StopAsync();
            await app.DisposeAsync();
            state.Dispose();
            await log.DisposeAsync();
        }, isGated);
    }

    /// <summary>The app's own services, with the shop's folders in the account's place.</summary>
    public static void AddApp(IServiceCollection services, IConfigurationManager configuration, ContractShop shop, IFeedbackLog log, IUserState state)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["EcomStorage"] = "UseDevelopmentStorage=true" });
        services.AddEcomFunctions(configuration);
        services.Replace(ServiceDescriptor.Singleton(shop.Stores)).Replace(ServiceDescriptor.Singleton(shop.Work));
        services.Replace(ServiceDescriptor.Singleton(log)).Replace(ServiceDescriptor.Singleton(state));
    }

    private static async Task InvokeAsync(HttpContext context, MethodInfo method, bool needsKey, DurableTaskClient durable)
    {
        if (needsKey && context.Request.Headers[FunctionKey] != FunctionKeyValue)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var function = ActivatorUtilities.CreateInstance(context.RequestServices, method.DeclaringType!);
        var arguments = method.GetParameters().Select(p =>
            p.ParameterType == typeof(HttpRequest) ? context.Request
            : p.ParameterType == typeof(DurableTaskClient) ? durable
            : (object?)context.Request.RouteValues[p.Name!]?.ToString()).ToArray();
        var result = await (Task<IResult>)method.Invoke(function, arguments)!;
        await result.ExecuteAsync(context);
    }

    /// <summary>A caller who has been given a key of the product has the platform's as well.</summary>
    private sealed class FunctionKeyHandler(HashSet<string> keys, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var given = request.Headers.TryGetValues("X-Api-Key", out var values) ? values.Single() : request.Headers.Authorization?.Parameter;
            if (given is not null && keys.Contains(given)) request.Headers.Add(FunctionKey, FunctionKeyValue);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
