using Ecom.Domain;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Feedback.AzureStorage;

/// <summary>A shop's feedback and user state in the storage account that the host has registered, for any number of hosts at once.</summary>
public static class AzureFeedbackServices
{
    public static IServiceCollection AddAzureFeedback(this IServiceCollection services, ShopId shop)
    {
        services.AddSingleton<IFeedbackLog>(provider => new AppendBlobFeedbackLog(
            provider.GetRequiredService<AzureStorageAccount>().Container(PipelineStores.ArtefactsContainer), new ShopPaths(shop).FeedbackLog));
        // An event taken by another instance is to be seen within a second.
        services.AddSingleton<IUserState>(provider => new CachedUserState(
            new TableUserState(provider.GetRequiredService<AzureStorageAccount>().Table(TableUserState.TableName), shop),
            provider.GetRequiredService<IOptions<UserStateOptions>>().Value.CachedEntries, TimeSpan.FromMilliseconds(500), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
