using System.Threading.Channels;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Recommending;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Feedback;

/// <summary>
/// Writes users' latest lists behind their requests, so that no customer waits for it: what has come in meanwhile goes in one write, a user's newest list only. Under
/// overload the oldest waiting ones are dropped.
/// </summary>
public sealed partial class ServedListRecorder(IUserState state, TimeProvider time, ILogger<ServedListRecorder> logger) : BackgroundService
{
    private const int Waiting = 4096;

    /// <summary>Long enough that a busy host writes hundreds of lists at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<(string Key, ServedList List)> _queue =
        Channel.CreateBounded<(string, ServedList)>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Record(string userKey, ItemList list)
    {
        var items = new string[list.Items.Count];
        for (var i = 0; i < items.Length; i++) items[i] = list.Items[i].ItemId;
        _queue.Writer.TryWrite((userKey, new ServedList(list.ListId, list.ModelVersion, time.GetUtcNow(), items)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lists = new Dictionary<string, ServedList>(StringComparer.Ordinal);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_queue.Reader.TryRead(out var next)) lists[next.Key] = next.List;
            try
            {
                await state.SaveListsAsync([.. lists], stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
            lists.Clear();
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Users' latest lists could not be stored.")]
    private partial void LogFailed(Exception error);
}
