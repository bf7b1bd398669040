# syntax=docker/dockerfile:1
# Two images from one build: «app» is the Functions app with the trainer beside it, for hosts where the zip is too large (libtorch alone is half a
# gigabyte); «trainer» is what a Container Apps job runs.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Ecom.Trainer -c Release -r linux-x64 --self-contained false -o /out/trainer

FROM build AS build-app
RUN dotnet publish src/EcomFunctions -c Release -r linux-x64 --self-contained false -o /out/app

FROM build AS build-worker
RUN dotnet publish src/Ecom.Local -c Release -r linux-x64 --self-contained false -o /out/worker

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0 AS app
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true
COPY --from=build-app /out/app /home/site/wwwroot
COPY --from=build /out/trainer /home/site/wwwroot/trainer

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS trainer
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build-worker /out/worker ./
COPY --from=build /out/trainer ./trainer
USER app
ENTRYPOINT ["dotnet", "ecom.dll"]
