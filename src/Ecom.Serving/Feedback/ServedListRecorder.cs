using System.Threading.Channels;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Recommending;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Feedback;

/// <summary>Writes users' latest lists behind their requests, so that no customer waits for it. Under overload the oldest waiting ones are dropped.</summary>
public sealed partial class ServedListRecorder(IUserState state, TimeProvider time, ILogger<ServedListRecorder> logger) : BackgroundService
{
    private const int Waiting = 4096;

    private readonly Channel<(string Key, ServedList List)> _queue =
        Channel.CreateBounded<(string, ServedList)>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Record(string userKey, ItemList list) =>
        _queue.Writer.TryWrite((userKey, new ServedList(list.ListId, list.ModelVersion, time.GetUtcNow(), [.. list.Items.Select(i => i.ItemId)])));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, list) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await state.SaveListAsync(key, list, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A user's latest list could not be stored.")]
    private partial void LogFailed(Exception error);
}
