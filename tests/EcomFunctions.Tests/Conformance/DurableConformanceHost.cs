using System.Net;
using System.Net.Sockets;
using DurableTask.Core;
using Ecom.Conformance;
using Ecom.Pipeline.Orchestration;
using EcomFunctions.Durable;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomFunctions.Tests.Conformance;

/// <summary>
/// Durable Task's in-process test host: its service in memory, its worker and its client over a loopback port, and between them and the cases the app's
/// own context and client.
/// </summary>
internal sealed class DurableConformanceHost : IConformanceHost
{
    private const string OrchestrationVersion = "1";

    private readonly InMemoryOrchestrationService _service = new(null);
    private readonly TurnTracker _turns;
    private readonly WorkStream _stream = new();
    private readonly IOrchestrationService _tracked;
    private readonly CurrentDurableClient _current = new();
    private readonly string _address;
    private IHost? _sidecar;
    private IHost? _worker;
    private GrpcChannel? _channel;

    public DurableConformanceHost()
    {
        (_tracked, _turns) = TurnTracker.Track(_service);
        Client = new DurableOrchestrationClient(_current);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        _address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    public IOrchestrationClient Client { get; }

    public async Task StartAsync(OrchestrationCatalogue catalogue)
    {
        if (_sidecar is null)
        {
            _sidecar = Sidecar();
            await _sidecar.StartAsync();
        }
        _channel = GrpcChannel.ForAddress(_address);
        _worker = Worker(catalogue, _channel);
        await _worker.StartAsync();
        await _stream.OpenedAsync();
        _current.Set(_worker.Services.GetRequiredService<DurableTaskClient>());
        await _turns.ReleaseAsync();
    }

    public async Task StopAsync()
    {
        if (_worker is null) return;
        // The status a case waited for is visible a moment before the turn that set it is put away, and a turn that is cut off there is lost.
        await _turns.HoldAsync();
        await _worker.StopAsync();
        _worker.Dispose();
        _worker = null;
        await _channel!.ShutdownAsync();
        _channel.Dispose();
        await _stream.ClosedAsync();
    }

    public Task<int?> HistoryCountAsync(string instanceId) => Task.FromResult<int?>(null);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_sidecar is null) return;
        await _sidecar.StopAsync(TimeSpan.FromSeconds(2));
        _sidecar.Dispose();
    }

    private IHost Sidecar() => Host.CreateDefaultBuilder()
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureWebHostDefaults(web =>
        {
            web.UseUrls(_address);
            web.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
            web.ConfigureServices(services =>
            {
                services.AddSingleton(_stream);
                services.AddGrpc(options =>
                {
                    options.Interceptors.Add<WorkStream>();
                    options.Interceptors.Add<KeptEvents>();
                });
                services.AddSingleton(_tracked);
                services.AddSingleton<IOrchestrationServiceClient>(_service);
                services.AddSingleton<TaskHubGrpcServer>();
            });
            web.Configure(app => app.UseRouting().UseEndpoints(endpoints => endpoints.MapGrpcService<TaskHubGrpcServer>()));
        }).Build();

    private static IHost Worker(OrchestrationCatalogue catalogue, GrpcChannel channel)
    {
        var converter = new JsonDataConverter(Messages.Json);
        return Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services =>
            {
                services.AddDurableTaskWorker(builder =>
                {
                    builder.UseGrpc(channel);
                    builder.Configure(options =>
                    {
                        options.DataConverter = converter;
                        options.Versioning = new DurableTaskWorkerOptions.VersioningOptions { DefaultVersion = OrchestrationVersion };
                    });
                    builder.AddTasks(tasks =>
                    {
                        foreach (var entry in catalogue.Orchestrations.Values) tasks.AddOrchestrator(entry.Name, () => new CatalogueOrchestrator(entry));
                        foreach (var entry in catalogue.Activities.Values) tasks.AddActivity(entry.Name, provider => new CatalogueActivity(entry, provider));
                    });
                });
                services.AddDurableTaskClient(builder =>
                {
                    builder.UseGrpc(options => options.CallInvoker = channel.Intercept(new PendingChildren()));
                    builder.Configure(options => (options.DataConverter, options.DefaultVersion) = (converter, OrchestrationVersion));
                    builder.RegisterDirectly();
                });
            }).Build();
    }

    private static object? Given(object? input, Type type) => input ?? (type.IsValueType ? Activator.CreateInstance(type) : null);

    /// <summary>The test host answers a question about a child that has not begun with an error instead of «pending»: it is asked again.</summary>
    private sealed class PendingChildren : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var call = continuation(request, context);
            return context.Method.Name != "GetInstance" ? call : new AsyncUnaryCall<TResponse>(
                AgainAsync(call, () => continuation(request, context)), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        private static async Task<TResponse> AgainAsync<TResponse>(AsyncUnaryCall<TResponse> call, Func<AsyncUnaryCall<TResponse>> again)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await call;
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.Unknown && attempt < 100)
                {
                    await Task.Delay(20);
                    call = again();
                }
            }
        }
    }

    private sealed class CatalogueOrchestrator(OrchestrationEntry entry) : ITaskOrchestrator, IOrchestration<object?, object?>
    {
        public Type InputType => entry.InputType;

        public Type OutputType => entry.OutputType;

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) =>
            FunctionsOrchestrationContext.RunAsync<object?, object?>(context, this, input);

        public Task<object?> RunAsync(IOrchestrationContext context, object? input) => entry.RunAsync(context, Given(input, entry.InputType));
    }

    private sealed class CatalogueActivity(ActivityEntry entry, IServiceProvider services) : ITaskActivity
    {
        public Type InputType => entry.InputType;

        public Type OutputType => entry.OutputType;

        public async Task<object?> RunAsync(TaskActivityContext context, object? input)
        {
            var output = await entry.RunAsync(services, Given(input, entry.InputType), CancellationToken.None);
            Messages.Write(output, $"output of activity '{entry.Name}'");
            return output;
        }
    }
}
